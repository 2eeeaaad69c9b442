import { MdmError } from "../errors/mdm-error.ts";
import type { Instrument, Send } from "./send.ts";

type Span = {
  setAttribute(key: string, value: string | number): unknown;
  setStatus(status: { code: number }): unknown;
  end(): void;
};

/** The part of `@opentelemetry/api`'s `Tracer` that is used. */
export type Tracer = {
  /** Runs a function within a new span. */
  startActiveSpan<Result>(
    name: string,
    options: { kind?: number; attributes?: Record<string, string | number> },
    body: (span: Span) => Result,
  ): Result;
};

const CLIENT = 2; // SpanKind.CLIENT
const ERROR = 2; // SpanStatusCode.ERROR

/**
 * OpenTelemetry: one client span per call, all its attempts included.
 *
 * @example
 * ```ts
 * import { trace } from "@opentelemetry/api";
 *
 * const client = createJumpCloudClient({ apiKey, instrument: tracing(trace.getTracer("my-service")) });
 * ```
 */
export function tracing(tracer: Tracer): Instrument {
  return (send, vendor) => traced(send, tracer, vendor);
}

function traced(send: Send, tracer: Tracer, vendor: string): Send {
  return (prepared, call, consume) => {
    const attributes = {
      "http.request.method": prepared.method,
      "server.address": new URL(prepared.url).hostname,
      "mdmkit.vendor": vendor,
      "mdmkit.operation": call.id,
    };
    return tracer.startActiveSpan(`${vendor} ${call.id}`, { kind: CLIENT, attributes }, async (span) => {
      try {
        return await send(prepared, call, (response) => {
          span.setAttribute("http.response.status_code", response.status);
          return consume(response);
        });
      } catch (error) {
        const known = MdmError.is(error) ? error : undefined;
        if (known?.status) span.setAttribute("http.response.status_code", known.status);
        span.setAttribute("error.type", known?.code ?? "_OTHER");
        span.setStatus({ code: ERROR });
        throw error;
      } finally {
        span.end();
      }
    });
  };
}
