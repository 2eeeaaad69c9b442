import { Hono } from "hono";
import { readAsset } from "./assets.ts";
import { PAGE, START, STYLE } from "./page.ts";

/** Allows scripts and styles only from this server. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const FILES: Readonly<Record<string, string>> = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
  "favicon-32x32.png": "image/png",
};

/** The API reference at /docs, from files of this package alone. */
export function createDocs(): Hono {
  const app = new Hono();
  const respond = (body: string | Uint8Array<ArrayBuffer>, contentType: string) =>
    new Response(body, { headers: { "content-type": contentType, "content-security-policy": POLICY } });
  app.get("/", () => new Response(null, { status: 302, headers: { location: "/docs" } }));
  app.get("/docs", () => respond(PAGE, "text/html; charset=utf-8"));
  app.get("/docs/start.js", () => respond(START, "text/javascript; charset=utf-8"));
  app.get("/docs/start.css", () => respond(STYLE, "text/css; charset=utf-8"));
  for (const [name, contentType] of Object.entries(FILES)) {
    app.get(`/docs/${name}`, async () => respond(new Uint8Array(await readAsset(name)), contentType));
  }
  return app;
}
