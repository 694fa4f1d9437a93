// Draws the OpenAPI document. Texts are set as text, never as markup.
const make = (tag, text, ...children) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  element.append(...children);
  return element;
};

const table = (heads, rows) =>
  make("table", "",
    make("thead", "", make("tr", "", ...heads.map((head) => make("th", head)))),
    make("tbody", "", ...rows.map((cells) => make("tr", "", ...cells.map((cell) => make("td", cell))))));

const schemaName = (content) =>
  Object.entries(content ?? {}).map(([type, { schema }]) => `${type} ${schema?.$ref?.split("/").pop() ?? ""}`).join(", ");

const drawOperation = (path, method, operation) => {
  const name = make("span", method.toUpperCase());
  name.className = "method";
  const details = make("details", "", make("summary", "", name, make("code", path), ` ${operation.summary ?? ""}`));
  if (operation.description) details.append(make("p", operation.description));
  if (operation.parameters?.length) {
    details.append(table(["parameter", "in", "meaning"],
      operation.parameters.map((one) => [one.name, one.in, one.description ?? ""])));
  }
  if (operation.requestBody) details.append(make("p", `Body: ${schemaName(operation.requestBody.content)}`));
  details.append(table(["status", "meaning", "content"],
    Object.entries(operation.responses).map(([status, one]) => [status, one.description, schemaName(one.content)])));
  return details;
};

const drawSchema = ([name, schema]) => {
  const text = JSON.stringify(schema, null, 2);
  return make("details", "", make("summary", "", make("code", name)), make("pre", text));
};

const draw = async () => {
  const main = document.getElementById("operations");
  try {
    const answer = await fetch("/api/openapi.json");
    const api = await answer.json();
    const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => drawOperation(path, method, operation)));
    main.replaceChildren(...operations, make("h2", "Schemas"),
      ...Object.entries(api.components.schemas).map(drawSchema));
  } catch (error) {
    main.replaceChildren(make("p", `The description cannot be read: ${error.message}`));
  }
};

draw();
