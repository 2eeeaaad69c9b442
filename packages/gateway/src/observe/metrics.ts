import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { AccountCount } from "../store/store.ts";

/** The metrics of one gateway: names and numbers, no ids. */
export type Metrics = {
  requestFinished(call: { operation: string; status: number; milliseconds: number }): void;
  vendorResponded(response: { vendor: string; status: number; milliseconds: number }): void;
  vendorRetried(vendor: string): void;
  streaming(change: 1 | -1): void;
  /** An entry could not be added to the audit log. */
  auditFailed(): void;
  /** In the text format of Prometheus. */
  print(): Promise<{ text: string; contentType: string }>;
};

const SECONDS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

type Source = {
  readonly version: string;
  /** Rejects while the database cannot be read; then the numbers of accounts are left out. */
  readonly countAccounts: () => Promise<readonly AccountCount[]>;
};

export function createMetrics({ version, countAccounts }: Source): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "mdmkit_http_request_seconds",
    help: "Time until the response was sent; for a stream, until it began",
    labelNames: ["operation", "status"],
    buckets: SECONDS,
    registers,
  });
  const vendorRequests = new Histogram({
    name: "mdmkit_vendor_request_seconds",
    help: "Time until a vendor responded to an attempt",
    labelNames: ["vendor", "status"],
    buckets: SECONDS,
    registers,
  });
  const retries = new Counter({
    name: "mdmkit_vendor_retries_total",
    help: "Vendor requests that failed and were repeated",
    labelNames: ["vendor"],
    registers,
  });
  const streams = new Gauge({ name: "mdmkit_streams", help: "Streams that are running", registers });
  new Gauge({
    name: "mdmkit_build_info",
    help: "1, with the version of the gateway",
    labelNames: ["version"],
    registers,
  }).set({ version }, 1);
  new Gauge({
    name: "mdmkit_accounts",
    help: "Integrated accounts by status",
    labelNames: ["vendor", "status"],
    registers,
    async collect() {
      this.reset(); // a status that no account has any more
      const counts = await countAccounts().catch(() => []);
      for (const { vendor, status, count } of counts) this.set({ vendor, status }, count);
    },
  });
  const auditFailures = new Counter({
    name: "mdmkit_audit_failures_total",
    help: "Entries that could not be added to the audit log",
    registers,
  });
  return {
    auditFailed: () => auditFailures.inc(),
    requestFinished: ({ operation, status, milliseconds }) =>
      requests.observe({ operation, status: String(status) }, milliseconds / 1000),
    vendorResponded: ({ vendor, status, milliseconds }) =>
      vendorRequests.observe({ vendor, status: String(status) }, milliseconds / 1000),
    vendorRetried: (vendor) => retries.inc({ vendor }),
    streaming: (change) => streams.inc(change),
    print: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  };
}
