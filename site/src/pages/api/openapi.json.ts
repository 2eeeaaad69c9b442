import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { APIRoute } from "astro";
import { simplifyDocument } from "../../../../packages/gateway/src/docs/simplify-document.ts";

/** The document as the gateway serves it, in terms that common tools read. */
export const GET: APIRoute = async () => {
  const document = await readFile(join(process.cwd(), "../specs/unified/openapi.json"), "utf8");
  return new Response(JSON.stringify(simplifyDocument(JSON.parse(document))), {
    headers: { "content-type": "application/json; charset=utf-8" },
  });
};
