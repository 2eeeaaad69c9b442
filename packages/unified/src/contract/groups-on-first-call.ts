import { type OnFirstCall, onFirstCall } from "./on-first-call.ts";

type Members = { readonly members: { list(...given: never): unknown; map(...given: never): unknown } };

/** The groups of a vendor as a part that loads with the first call of one of `names`, or of a list of members. */
export function groupsOnFirstCall<Part extends Members, const Name extends keyof Part & string, Facts>(
  names: readonly Name[],
  load: () => Promise<Part>,
  members: Facts,
): OnFirstCall<Part, Name> & { members: Facts & OnFirstCall<Part["members"], "list" | "map"> } {
  return {
    ...onFirstCall(names, load),
    members: {
      ...members,
      ...onFirstCall(["list", "map"], async (): Promise<Part["members"]> => (await load()).members),
    },
  };
}
