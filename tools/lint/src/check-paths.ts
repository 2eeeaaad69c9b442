import { listFiles } from "./list-files.ts";

/** What Windows has no file for: characters, endings, and names of devices. */
const IMPOSSIBLE = /[<>:"|?*\\]|[. ](\/|$)|(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\.|\/|$)/i;
/** Windows limits whole paths to 260, and a checkout is in some folder. */
const LONGEST = 160;

/** A line for each path that another system cannot check out. */
export const checkPaths = (root: string): string[] => unportablePaths(listFiles(root));

export function unportablePaths(files: readonly string[]): string[] {
  const seen = new Map<string, string>();
  return files.flatMap((file) => {
    const name = file.normalize().toLowerCase();
    const other = seen.get(name);
    seen.set(name, file);
    return [
      ...(other === undefined ? [] : [`${file}: macOS and Windows take it for ${other}. Rename one.`]),
      ...(IMPOSSIBLE.test(file) ? [`${file}: Windows cannot have a file of this name. Rename it.`] : []),
      ...(file.length > LONGEST ? [`${file}: longer than ${LONGEST} characters. Shorten it.`] : []),
    ];
  });
}
