import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** The metrics of one gateway: names and numbers, no ids. */
export type Metrics = {
  requestFinished(call: { operation: string; status: number; milliseconds: number }): void;
  vendorResponded(response: { vendor: string; status: number; milliseconds: number }): void;
  vendorRetried(vendor: string): void;
  streaming(change: 1 | -1): void;
  /** In the text format of Prometheus. */
  print(): Promise<{ text: string; contentType: string }>;
};

const SECONDS = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

export function createMetrics(): Metrics {
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
  return {
    requestFinished: ({ operation, status, milliseconds }) =>
      requests.observe({ operation, status: String(status) }, milliseconds / 1000),
    vendorResponded: ({ vendor, status, milliseconds }) =>
      vendorRequests.observe({ vendor, status: String(status) }, milliseconds / 1000),
    vendorRetried: (vendor) => retries.inc({ vendor }),
    streaming: (change) => streams.inc(change),
    print: async () => ({ text: await registry.metrics(), contentType: registry.contentType }),
  };
}
