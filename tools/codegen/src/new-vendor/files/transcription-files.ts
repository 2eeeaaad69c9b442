import { Document } from "yaml";
import { sha256 } from "../../workspace/files.ts";
import { namesOf } from "../plan/names.ts";
import type { Files } from "../plan/plan.ts";
import { overlayOf } from "./spec-files.ts";

type Site = { readonly id: string; readonly product: string | undefined; readonly today: string };

/** The document of a transcription, ours or one to begin with, and where it comes from. */
export function transcriptionFiles({ id, product, today }: Site, own: string | undefined): Files {
  const names = namesOf(id, product);
  const upstream = own ?? skeleton(names.product);
  return {
    [`specs/${id}/upstream.yaml`]: upstream,
    [`specs/${id}/overlay.yaml`]: overlayOf(names, { upstream: "upstream.yaml", actions: [] }),
    [`specs/${id}/source.yaml`]: source({ id, today, sha: sha256(upstream), isSkeleton: own === undefined }),
  };
}

type Source = {
  readonly id: string;
  readonly today: string;
  readonly sha: string;
  readonly isSkeleton: boolean;
};

function source({ id, today, sha, isSkeleton }: Source): string {
  const document = new Document({
    vendor: id,
    origin: "Our transcription of documented facts; no vendor document is redistributed.",
    date: today,
    upstream: {
      documents: [{ name: "The vendor's reference", version: "unknown", url: "unknown" }],
      sha256: sha,
    },
    license: {
      vendor: "unknown",
      transcription: "MIT. Names, paths, types, enums and limits are facts; every sentence is ours.",
    },
    confidence: { default: isSkeleton ? "inferred" : "documented", observed: [], inferred: [] },
    leftOut: [],
    provenance: [{ group: "All operations", source: "unknown", date: today, quality: "unknown" }],
  });
  document.commentBefore = ` Where upstream.yaml comes from and how far each part can be trusted.
 documented: in a document of the vendor or a published copy of one. observed: only in client code. inferred: ours.`;
  return document.toString({ lineWidth: 120 });
}

/** A list and a read of devices, to be replaced by what the vendor documents. */
function skeleton(product: string): string {
  const error = { $ref: "#/components/responses/Error" };
  const json = (schema: object) => ({ content: { "application/json": { schema } } });
  const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const number = { type: "integer", minimum: 0 };
  const content = {
    openapi: "3.1.0",
    info: { title: product, version: "unknown", license: { name: "Transcription: MIT", identifier: "MIT" } },
    servers: [{ url: "https://{host}", variables: { host: { default: "host.example.com" } } }],
    security: [{ token: [] }],
    paths: {
      "/devices": {
        get: {
          operationId: "listDevices",
          summary: "List devices",
          parameters: [
            { name: "limit", in: "query", schema: number },
            { name: "offset", in: "query", schema: number },
          ],
          responses: { 200: { description: "A page", ...json(reference("DevicePage")) }, "4XX": error },
        },
      },
      "/devices/{id}": {
        get: {
          operationId: "getDevice",
          summary: "Get a device",
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          responses: { 200: { description: "The device", ...json(reference("Device")) }, "4XX": error },
        },
      },
    },
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      responses: { Error: { description: "An error", ...json(reference("Error")) } },
      schemas: {
        DevicePage: {
          type: "object",
          required: ["devices", "total"],
          properties: { devices: { type: "array", items: reference("Device") }, total: number },
        },
        Device: {
          type: "object",
          required: ["id"],
          properties: { id: { type: "string" }, name: { type: "string" } },
        },
        Error: { type: "object", properties: { message: { type: "string" } } },
      },
    },
  };
  const document = new Document(content, { aliasDuplicateObjects: false });
  document.commentBefore = ` ${product} as one OpenAPI document: our own transcription of documented facts (paths, names, types, enums, limits), not a copy of the
 vendor's document. Everything below is an example; replace it with the vendor's operations, in our own words. Where it comes from is
 in source.yaml; corrections and annotations are in overlay.yaml.`;
  return document.toString({ lineWidth: 120 });
}
