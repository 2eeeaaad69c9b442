import { MdmError } from "@mdmkit/runtime";
import type { JamfProReadApi } from "../generated/api/client.ts";

/** Versions of the inventory of computers. */
export type InventoryVersion = "v4" | "v3" | "v1";

/** Users of the Jamf Pro API, or of the Classic API. */
type UsersVersion = "pro" | "classic";

/** Parts of the API that older servers have in another form: the newest first, each with the first server version that has it. */
const INVENTORY: Versions<InventoryVersion> = [
  ["v4", 11_030],
  ["v3", 11_023],
  ["v1", 0],
];
const USERS: Versions<UsersVersion> = [
  ["pro", 11_026],
  ["classic", 0],
];

type Versions<Name extends string> = readonly [Version<Name>, ...Version<Name>[]];
/** `since` is a version as a number that compares: 11030 for 11.30. */
type Version<Name extends string> = readonly [name: Name, since: number];

type VersionedApi<Name extends string> = {
  /** Reads by the newest version that the server has. Its first responses decide which that is, once per client. */
  read<Result>(by: (version: Name) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /** The newest version that the server has, requested where no read has shown it yet. */
  version(signal?: AbortSignal): Promise<Name>;
};

/** What a server has, found out once for all parts of the adapter. */
export type Server = {
  readonly inventory: VersionedApi<InventoryVersion>;
  readonly users: VersionedApi<UsersVersion>;
};

export function createServer(client: JamfProReadApi): Server {
  let known: Promise<number> | undefined;

  async function ask(signal: AbortSignal | undefined): Promise<number> {
    return toNumber((await client.getJamfProVersion({}, { signal }))?.version);
  }

  /** A failure is forgotten: the next caller asks again. */
  function version(signal: AbortSignal | undefined): Promise<number> {
    known ??= ask(signal).catch((error) => {
      known = undefined;
      throw error;
    });
    return known;
  }

  return { inventory: createVersionedApi(version, INVENTORY), users: createVersionedApi(version, USERS) };
}

/** A server that does not say is taken for a new one. */
function toNumber(version: string | undefined): number {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(String(version)) ?? [];
  return minor === undefined ? Number.POSITIVE_INFINITY : Number(major) * 1000 + Number(minor);
}

function createVersionedApi<Name extends string>(
  serverVersion: (signal: AbortSignal | undefined) => Promise<number>,
  versions: Versions<Name>,
): VersionedApi<Name> {
  const [[newest]] = versions;
  let decided: Name | undefined;

  async function version(signal?: AbortSignal): Promise<Name> {
    if (decided) return decided;
    const number = await serverVersion(signal);
    decided ??= versions.find(([, since]) => number >= since)?.[0] ?? newest;
    return decided;
  }

  return {
    version,
    async read(by, signal) {
      const tried = decided ?? newest;
      try {
        const result = await by(tried);
        decided ??= tried;
        return result;
      } catch (error) {
        if (!isMissing(error)) throw error;
        // A read by id fails alike where the server lacks the version and where it lacks the record: the version distinguishes them.
        const name = await version(signal);
        if (name === tried) throw error;
        return by(name);
      }
    },
  };
}

function isMissing(error: unknown): boolean {
  return MdmError.is(error) && (error.code === "not-found" || error.code === "unsupported-operation");
}
