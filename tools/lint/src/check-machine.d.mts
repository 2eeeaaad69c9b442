/** What to install first; undefined if the machine will do. */
export function problemOf(machine: {
  version: string;
  platform: string;
  arch: string;
  packages: readonly string[];
}): string | undefined;
