import { type Report, type ReportQuery, reportRows } from "@mdmkit/ninjaone";
import { createSharedRead, groupRows, type PrimaryCall, type Unreadable } from "@mdmkit/unified/vendor";
import type { NinjaOneReadApi } from "../generated/api/client.ts";

type Row = { deviceId?: number };
type ByDevice<Each> = ReadonlyMap<number, readonly Each[]>;
type ReadOptions = { signal: AbortSignal | undefined; unreadable: Unreadable };

/** A report over all devices. */
type DeviceReport<Each> = {
  /** All rows, read once for the pages of a list. */
  all(options: ReadOptions): Promise<ByDevice<Each>>;
  /** The rows of one device. */
  of(deviceId: number, options: ReadOptions): Promise<readonly Each[] | undefined>;
  /** Forgets what was read: a list begins. */
  restart(): void;
};

export type Reports = ReturnType<typeof createReports>;

/** The reports that complete devices. */
export function createReports(client: NinjaOneReadApi) {
  return {
    health: createReport("getDeviceHealthReport", (query, call) =>
      client.getDeviceHealthReport({ query }, call),
    ),
    antivirus: createReport("getAntivirusStatusReport", (query, call) =>
      client.getAntivirusStatusReport({ query }, call),
    ),
    bitLocker: createReport("getVolumes", (query, call) =>
      client.getVolumes({ query: { ...query, include: "bl" } }, call),
    ),
    customFields: createReport("getCustomFieldsReport", (query, call) =>
      client.getCustomFieldsReport({ query }, call),
    ),
  };
}

function createReport<Each extends Row>(
  operation: string,
  read: (query: ReportQuery & { df?: string }, call: PrimaryCall) => Promise<Report<Each> | undefined>,
): DeviceReport<Each> {
  /** Rows have no ids of their own. */
  const load = ({ signal, unreadable }: ReadOptions, filter: { df?: string } = {}) =>
    groupRows(
      reportRows((query) => read({ ...query, ...filter }, { signal }), { operation }),
      ({ deviceId }) => deviceId,
      unreadable,
    );

  const shared = createSharedRead((options: ReadOptions) => load(options));
  return {
    all: shared.get,
    // The vendor may ignore the filter, so a row counts for the device that it names.
    async of(deviceId, options) {
      const rows = await load(options, { df: `id = ${deviceId}` });
      shared.forgive();
      return rows.get(deviceId);
    },
    restart: shared.restart,
  };
}
