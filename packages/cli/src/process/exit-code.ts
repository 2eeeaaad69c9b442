/** What the process ends with; part of the public interface, so values never change meaning. */
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
  [EXIT.ok, "done"],
  [EXIT.failed, "failed"],
  [EXIT.usage, "command line or input wrong"],
  [EXIT.credentials, "credentials missing, refused or without permission"],
  [EXIT.notFound, "no such record"],
  [EXIT.incomplete, "list incomplete, what came was printed"],
  [EXIT.refused, "refused: not confirmed, or the vendor cannot"],
  [EXIT.interrupted, "interrupted"],
];
