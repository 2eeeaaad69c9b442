import { MdmError } from "../errors/mdm-error.ts";
import type { Tracer } from "../types.ts";
import type { Send } from "./transport.ts";

const CLIENT = 2; // SpanKind.CLIENT
const ERROR = 2; // SpanStatusCode.ERROR

/** One client span per call, all its attempts included. */
export function traced(send: Send, tracer: Tracer, vendor: string): Send {
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
