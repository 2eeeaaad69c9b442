const LONGEST = 256;

/**
 * Whether a text matches a vendor's regular expression. Vendors differ in dialect, in case, and in whether the whole text must match:
 * undefined where the answer depends on that, or the pattern could take long.
 */
export function matchesPattern(text: string, pattern: string): boolean | undefined {
  if (text.length > LONGEST || pattern.length > LONGEST || !isSimple(pattern)) return undefined;
  try {
    const answers = [`(?:${pattern})`, `^(?:${pattern})$`].flatMap((source) =>
      ["", "i"].map((flags) => new RegExp(source, flags).test(text)),
    );
    return new Set(answers).size === 1 ? answers[0] : undefined;
  } catch {
    return undefined;
  }
}

/** No references, no assertions, no group that repeats, and few repetitions: all dialects agree, and none takes long. */
function isSimple(pattern: string): boolean {
  const bare = pattern.replace(/\\[.\\/+*?^$|()[\]{}-]/g, "x").replace(/\[[^\][\\]*\]/g, "x");
  const repetitions = bare.match(/[*+{]/g)?.length ?? 0;
  return (
    /^[^\\[\]]*$/.test(bare.replace(/\\[dwsDWS]/g, "x")) && !/\(\?|\)[*+?{]/.test(bare) && repetitions <= 2
  );
}
