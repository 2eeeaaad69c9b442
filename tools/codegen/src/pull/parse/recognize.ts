import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { problemAt } from "../../workspace/problem.ts";
import type { ParsedText } from "./parse-text.ts";

/** The specification of a document. OpenAPI 3.2 only adds to 3.1. */
export type Format = "2.0" | "3.0" | "3.1";

const KNOWN: readonly (readonly [Format, RegExp])[] = [
  ["3.0", /^3\.0\.\d+/],
  ["3.1", /^3\.[12]\.\d+/],
];

/** Rejects files that are not documents, with a better message than a parser has. */
export function refuseOtherText(text: string, shown: string): void {
  const start = text.slice(0, 500).trimStart();
  const location = { file: shown, line: 1, column: 1 };
  if (start === "") throw problemAt(location, "the file is empty", "Fetch it again.");
  if (/^<(!doctype|html|head|body)/i.test(start)) {
    throw problemAt(
      location,
      "an HTML page, possibly a login, instead of a document",
      "Save the document and pass the file.",
    );
  }
  if (start.startsWith("<"))
    throw problemAt(location, "XML instead of JSON or YAML", "Pass an OpenAPI document.");
  if (start.startsWith("version https://git-lfs.github.com/")) {
    throw problemAt(location, "a Git LFS pointer instead of the file", "Fetch the file with `git lfs pull`.");
  }
}

/** The document and its specification. Rejects other documents and unknown versions. */
export function recognize({ parsed, locate }: ParsedText): { document: JsonObject; format: Format } {
  if (parsed === null) throw problemAt(locate("#/"), "the document is empty", "Fetch it again.");
  if (!isObject(parsed))
    throw problemAt(locate("#/"), "not an OpenAPI document: the root is not an object", "Pass another file.");
  if (isPostman(parsed)) {
    const fix = "Convert it to OpenAPI first, or transcribe what is needed by hand.";
    throw problemAt(
      locate("#/info"),
      "a Postman collection instead of OpenAPI; its examples do not define types",
      fix,
    );
  }
  const { openapi, swagger } = parsed;
  if (openapi !== undefined && swagger !== undefined) {
    throw problemAt(
      locate("#/swagger", true),
      "both `swagger` and `openapi` are given, so its version is unclear",
      "Keep one.",
    );
  }
  const key = openapi === undefined ? "swagger" : "openapi";
  const format =
    swagger === undefined
      ? formatOf(openapi)
      : String(swagger) === "2.0" || swagger === 2
        ? "2.0"
        : undefined;
  if (format) return { document: parsed, format };
  const location = locate(parsed[key] === undefined ? "#/" : `#/${key}`);
  if (parsed[key] === undefined) {
    throw problemAt(
      location,
      "neither `openapi` nor `swagger` at the top: not an OpenAPI document",
      "Pass another file.",
    );
  }
  const version = JSON.stringify(parsed[key])?.slice(0, 40);
  throw problemAt(
    location,
    `${key} is ${version}, which is not supported`,
    "Supported are Swagger 2.0 and OpenAPI 3.0 to 3.2.",
  );
}

function formatOf(openapi: JsonValue | undefined): Format | undefined {
  return KNOWN.find(([, pattern]) => typeof openapi === "string" && pattern.test(openapi))?.[0];
}

function isPostman({ info, item }: JsonObject): boolean {
  if (!isObject(info)) return false;
  return (
    "_postman_id" in info ||
    /postman/i.test(String(info.schema ?? "")) ||
    (Array.isArray(item) && "schema" in info)
  );
}
