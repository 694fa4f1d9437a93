// The token of a protected server. It is sent once, for a cookie that scripts cannot read, and kept nowhere here.
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type FormEvent } from "react";
import { asProblem } from "../../api/problem.ts";
import { signIn, signOut, useSession } from "../../api/service.ts";
import { Card } from "../../components/card.tsx";
import { Loading } from "../../components/loading.tsx";
import { ProblemNotice } from "../../components/problem-notice.tsx";
import { useLanguage } from "../../lib/language.ts";

export function AccessCard() {
  const { words } = useLanguage();
  const text = words.settings;
  const id = useId();
  const [token, setToken] = useState("");
  const session = useSession();
  const queries = useQueryClient();
  const renewed = () => queries.invalidateQueries();
  const enter = useMutation({
    mutationFn: signIn,
    onSuccess: () => {
      setToken("");
      return renewed();
    },
  });
  const leave = useMutation({ mutationFn: signOut, onSuccess: renewed });
  const isLocked = session.data?.token_required === true && session.data.tenant == null;
  const isIn = session.data?.token_required === true && session.data.tenant != null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (token.trim() !== "") enter.mutate(token.trim());
  };
  return (
    <Card title={text.access}>
      {session.isPending && <Loading />}
      {session.isError && (
        <ProblemNotice problem={asProblem(session.error)} retry={() => void session.refetch()} />
      )}
      {isLocked && (
        <form className="stack-tight" onSubmit={submit}>
          <p>{words.problem.unauthorised}</p>
          <div className="field">
            <label htmlFor={id}>{text.token}</label>
            <input
              id={id}
              type="password"
              autoComplete="current-password"
              value={token}
              aria-describedby={`${id}-hint`}
              onChange={(event) => setToken(event.target.value)}
            />
            <p className="hint" id={`${id}-hint`}>
              {text.tokenHint}
            </p>
          </div>
          {enter.isError &&
            (asProblem(enter.error).isUnauthorised ? (
              <p className="fault" role="alert">
                {text.wrongToken}
              </p>
            ) : (
              <ProblemNotice problem={asProblem(enter.error)} />
            ))}
          <div>
            <button
              type="submit"
              className="button button-primary"
              disabled={enter.isPending || token.trim() === ""}
            >
              {enter.isPending ? text.signingIn : text.signIn}
            </button>
          </div>
        </form>
      )}
      {session.isSuccess && !isLocked && (
        <div className="row">
          <span>{isIn ? text.accessIn : text.accessOpen}</span>
          {isIn && (
            <button type="button" className="button button-small" onClick={() => leave.mutate()}>
              {text.signOut}
            </button>
          )}
        </div>
      )}
    </Card>
  );
}
