// The bill of quantities as an editable table. Only the rows in sight exist, so that thousands of positions stay smooth.
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useMemo, useRef, type Dispatch, type KeyboardEvent } from "react";
import { Icon } from "../../components/icon.tsx";
import { useLanguage } from "../../lib/language.ts";
import { useMediaQuery } from "../../lib/media-query.ts";
import { isNumberText, type Column, type DraftAction, type DraftFile, type DraftPosition } from "./draft.ts";

const COLUMNS: readonly { column: Column; word: "code" | "name" | "quantity" | "unit" | "price" }[] = [
  { column: "code", word: "code" },
  { column: "item_name", word: "name" },
  { column: "quantity", word: "quantity" },
  { column: "unit", word: "unit" },
  { column: "unit_price", word: "price" },
];
const ROW_PX = 38;
const NARROW_ROW_PX = 116;

interface PositionsTableProps {
  positions: readonly DraftPosition[];
  files: readonly DraftFile[];
  dispatch: Dispatch<DraftAction>;
}

export function PositionsTable({ positions, files, dispatch }: PositionsTableProps) {
  const { words } = useLanguage();
  const text = words.brief;
  const scroll = useRef<HTMLDivElement>(null);
  const isNarrow = useMediaQuery("(max-width: 40rem)");
  const height = isNarrow ? NARROW_ROW_PX : ROW_PX;
  const rows = useVirtualizer({
    count: positions.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    getItemKey: (index) => positions[index]?.key ?? index,
    overscan: 8,
  });
  const warned = useMemo(() => warningsByRow(files), [files]);

  // Up and down lead to the same column of the next row, as in a spreadsheet.
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === "ArrowDown" || event.key === "Enter" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const cell = event.target instanceof HTMLInputElement ? event.target : null;
    if (step === 0 || cell === null) return;
    const next = Number(cell.dataset["row"]) + step;
    if (next < 0 || next >= positions.length) return;
    event.preventDefault();
    rows.scrollToIndex(next);
    const wanted = `input[data-row="${next}"][data-column="${cell.dataset["column"]}"]`;
    requestAnimationFrame(() => scroll.current?.querySelector<HTMLInputElement>(wanted)?.focus());
  };

  return (
    <div
      className="positions"
      ref={scroll}
      role="table"
      aria-label={text.positions}
      aria-rowcount={positions.length + 1}
      tabIndex={0}
      onKeyDown={move}
    >
      <div className="positions-row positions-head" role="row" aria-rowindex={1}>
        <span role="columnheader">{text.columns.number}</span>
        {COLUMNS.map(({ column, word }) => (
          <span key={column} role="columnheader" className={`cell-${column}`}>
            {text.columns[word]}
          </span>
        ))}
        <span role="columnheader">
          <span className="visually-hidden">{text.removeAll}</span>
        </span>
      </div>
      <div role="rowgroup" className="positions-body" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const position = positions[row.index];
          if (position === undefined) return null;
          const { sheet, row: fileRow } = position.origin ?? {};
          return (
            <Row
              key={row.key}
              index={row.index}
              position={position}
              warning={warned.get(`${position.file}\n${sheet}\n${fileRow}`)}
              top={row.start}
              height={height}
              dispatch={dispatch}
            />
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  index: number;
  position: DraftPosition;
  warning: string | undefined;
  top: number;
  height: number;
  dispatch: Dispatch<DraftAction>;
}

const Row = memo(function Row({ index, position, warning, top, height, dispatch }: RowProps) {
  const { words } = useLanguage();
  const text = words.brief;
  const number = index + 1;
  return (
    <div
      className="positions-row"
      role="row"
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${top}px)`, height }}
    >
      <span role="cell" className="positions-number">
        {number}
        {warning !== undefined && (
          <span className="positions-warning" title={warning}>
            <Icon name="warning" />
            <span className="visually-hidden">{warning}</span>
          </span>
        )}
      </span>
      {COLUMNS.map(({ column, word }) => {
        const isNumber = column === "quantity" || column === "unit_price";
        const isWrong = isNumber && !isNumberText(position[column]);
        return (
          <span key={column} role="cell" className={`cell-${column}`}>
            <input
              value={position[column]}
              data-row={index}
              data-column={column}
              inputMode={isNumber ? "decimal" : undefined}
              aria-label={text.cell(text.columns[word], number)}
              aria-invalid={isWrong || undefined}
              title={isWrong ? text.notNumber : column === "item_name" ? position.item_name : undefined}
              onChange={(event) => dispatch({ do: "edit", index, column, text: event.target.value })}
            />
          </span>
        );
      })}
      <span role="cell" className="positions-remove">
        <button
          type="button"
          className="button button-small button-quiet"
          aria-label={text.removePosition(number)}
          onClick={() => dispatch({ do: "remove position", index })}
        >
          <Icon name="remove" />
        </button>
      </span>
    </div>
  );
});

function warningsByRow(files: readonly DraftFile[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    for (const { sheet, row, message } of file.warnings) {
      if (row !== null && row !== undefined) found.set(`${file.name}\n${sheet}\n${row}`, message);
    }
  }
  return found;
}
