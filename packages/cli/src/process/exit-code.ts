/** Exit codes of the process. They are part of the public interface: a value never changes its meaning. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  credentials: 3,
  notFound: 4,
  incomplete: 5,
  refused: 6,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** For help and documentation. */
export const EXIT_MEANINGS: readonly (readonly [ExitCode, string])[] = [
  [EXIT.ok, "success"],
  [EXIT.failed, "failure"],
  [EXIT.usage, "invalid command line or input"],
  [EXIT.credentials, "credentials missing, rejected or lacking a permission"],
  [EXIT.notFound, "record not found"],
  [EXIT.incomplete, "list incomplete"],
  [EXIT.refused, "refused: not confirmed, or not supported by the vendor"],
  [EXIT.interrupted, "interrupted"],
];
