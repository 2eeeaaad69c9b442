/** Members of a contract that take what another member returned, and return at once. */
type AfterACall = "map" | "unset" | "mapCommand";
const AFTER_A_CALL: readonly string[] = ["map", "unset", "mapCommand"] satisfies AfterACall[];

/** Members of a part that loads with the first call: all that is not pure returns a promise. */
export type OnFirstCall<Part, Name extends keyof Part> = {
  readonly [N in Name]: N extends AfterACall ? Part[N] : Called<Part[N]>;
};

type Called<Member> = Member extends (...input: infer Input) => infer Result
  ? (...input: Input) => Promise<Awaited<Result>>
  : never;

/**
 * A part of an adapter that loads with the first call of one of its members, so that bundlers put it into a file of its own.
 * `names` are these members, or an object that has one property for each, such as the rules of all actions: what the vendor supports
 * is known before. `map`, `unset` and `mapCommand` are of the same part as the
 * calls whose results they take.
 *
 * @example
 * ```ts
 * ...onFirstCall(["list", "get", "map"], async () => (await import("./users/users.ts")).createUsers(client)),
 * ```
 */
export function onFirstCall<Part extends object, const Name extends keyof Part & string>(
  names: readonly Name[] | { readonly [N in Name]: unknown },
  load: () => Promise<Part>,
): OnFirstCall<Part, Name> {
  let part: Part | undefined;
  let loading: Promise<Part> | undefined;

  /** A failure is forgotten, so that the next call loads again. */
  async function loadOnce(): Promise<Part> {
    loading ??= load();
    try {
      part = await loading;
      return part;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  }
  const memberOf = (name: string) =>
    AFTER_A_CALL.includes(name)
      ? (...given: unknown[]) => call(part, name, given)
      : async (...given: unknown[]) => call(part ?? (await loadOnce()), name, given);
  const all: readonly string[] = Array.isArray(names) ? names : Object.keys(names);
  // The members have the names and take the input of those of the part.
  return Object.fromEntries(all.map((name) => [name, memberOf(name)])) as OnFirstCall<Part, Name>;
}

function call(part: object | undefined, name: string, given: unknown[]): unknown {
  if (part) return Reflect.get(part, name)(...given);
  throw new TypeError(`${name} takes what a call returned.`);
}
