import { list, text } from "../../mapping/values.ts";
import { listPart } from "./answers.ts";
import type { IvantiNeuronsApi } from "./client.ts";

type ReadOptions = { signal?: AbortSignal | undefined };

/** Device spaces by id, in the order of their ids; the value is the name. */
export type SpaceNames = ReadonlyMap<number, string | null>;

export type DeviceSpaces = {
  /** All spaces the administrator sees. `fresh` asks again, since spaces come and go. */
  names(options: ReadOptions & { fresh?: boolean }): Promise<SpaceNames>;
  /** The spaces whose devices are listed. */
  listed(options: ReadOptions & { fresh: boolean }): Promise<readonly number[]>;
};

/** Lists from the vendor's database stop there. */
const MOST_ROWS = 50;

/** Every list of devices is of one space, so the spaces are found out first; with `only` there is nothing to find out. */
export function createDeviceSpaces(client: IvantiNeuronsApi, only?: number): DeviceSpaces {
  let known: SpaceNames | undefined;

  async function names({ signal, fresh = false }: ReadOptions & { fresh?: boolean }): Promise<SpaceNames> {
    if (known && !fresh) return known;
    const found: [number, string | null][] = [];
    for (let start = 0, end = 1; start < end; ) {
      const answer = await client.listDeviceSpaces({ query: { rows: MOST_ROWS, start } }, { signal });
      const { rows, total = 0 } = listPart(answer, "listDeviceSpaces");
      for (const space of list(rows)) found.push([space.id, text(space.name) ?? null]);
      start += rows.length;
      end = rows.length === 0 ? start : total;
    }
    known = new Map(found.sort(([one], [other]) => one - other));
    return known;
  }

  return {
    names,
    listed: async (options) => (only === undefined ? [...(await names(options)).keys()] : [only]),
  };
}
