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
  [EXIT.failed, "failed: the vendor, the network, a bug"],
  [EXIT.usage, "the command line or its input is wrong"],
  [EXIT.credentials, "credentials missing, refused, or without the permission"],
  [EXIT.notFound, "no such record"],
  [EXIT.incomplete, "the list is incomplete; what came was printed"],
  [EXIT.refused, "refused: not confirmed, or the vendor cannot do it"],
  [EXIT.interrupted, "interrupted with Ctrl-C"],
];
