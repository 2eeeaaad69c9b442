import type { DeviceSpace } from "@mdmkit/ivanti-neurons";
import { list, type PrimaryCall, text, type Unreadable } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import { everyRow } from "../api/read-rows.ts";
import { listPart } from "../api/responses.ts";
import type { IvantiNeuronsReadApi } from "../generated/api/client.ts";

type ReadOptions = { signal?: AbortSignal | undefined };

/** Device spaces by id, in the order of their ids; the value is the name. */
type SpaceNames = ReadonlyMap<number, string | null>;

export type DeviceSpaces = {
  /** The name of a space that the administrator sees. */
  nameOf(id: number, options: ReadOptions & { unreadable: Unreadable }): Promise<string | null | undefined>;
  /** The spaces whose devices are listed; not `whole` when one cannot be read or is missing. */
  listed(options: ReadOptions & { fresh: boolean }): Promise<{ ids: readonly number[]; whole: boolean }>;
  /** The same as records, and how many the vendor says there are. */
  records(call: PrimaryCall | undefined): Promise<{ spaces: DeviceSpace[]; total: number | undefined }>;
};

/** Lists from the vendor's database stop there. */
const MOST_ROWS = 50;

/** Every list of devices is of one space, so the spaces are found out first; with an id there is nothing to find out. */
export function createDeviceSpaces(
  client: IvantiNeuronsReadApi,
  deviceSpaceId: number | string | undefined,
): DeviceSpaces {
  const only = spaceIdOf(deviceSpaceId);
  let known: SpaceNames | undefined;
  let whole = true;

  /** All spaces the administrator sees. `fresh` asks again, since spaces come and go. */
  async function names({ signal, fresh = false }: ReadOptions & { fresh?: boolean }): Promise<SpaceNames> {
    if (known && !fresh) return known;
    const { spaces, total } = await readSpaces(client, { signal });
    const readable = list(spaces).filter(isSpace);
    whole = readable.length === spaces.length && spaces.length === (total ?? spaces.length);
    known = new Map(readable.map((space) => [space.id, text(space.name) ?? null]));
    return known;
  }

  return {
    async nameOf(id, { signal, unreadable }) {
      const all = await names({ signal });
      if (!whole && !all.has(id)) unreadable();
      return all.get(id);
    },
    async listed(options) {
      if (only !== undefined) return { ids: [only], whole: true };
      return { ids: [...(await names(options)).keys()], whole };
    },
    async records(call) {
      const found = await readSpaces(client, call);
      if (only === undefined) return found;
      const spaces = list(found.spaces).filter(({ id }) => id === only);
      return { spaces, total: spaces.length };
    },
  };
}

function spaceIdOf(id: number | string | undefined): number | undefined {
  if (id === undefined) return undefined;
  if (/^[1-9]\d{0,14}$/.test(String(id))) return Number(id);
  throw invalidInput(
    "ivantiNeurons",
    "`deviceSpaceId` must be the `dmPartitionId` of a device space, which is a number.",
  );
}

/** Every space in the order of their ids, since that of the vendor's list is not documented. */
async function readSpaces(client: IvantiNeuronsReadApi, call: PrimaryCall | undefined) {
  const spaces: DeviceSpace[] = [];
  let total: number | undefined;
  const pages = everyRow(MOST_ROWS, async (query) =>
    listPart(await client.listDeviceSpaces({ query }, call), "listDeviceSpaces"),
  );
  for await (const page of pages) {
    spaces.push(...page.rows);
    total = page.total ?? total;
  }
  return { spaces: spaces.sort((one, other) => placeOf(one) - placeOf(other)), total };
}

const isSpace = (space: DeviceSpace | null): boolean => Number.isSafeInteger(space?.id);

/** What is no space comes last; as an organization it counts as unreadable, and a list of devices without it is short. */
function placeOf(space: DeviceSpace | null): number {
  return isSpace(space) ? (space?.id ?? 0) : Number.MAX_VALUE;
}
