import { existsSync } from "node:fs";
import { join } from "node:path";
import { isProven } from "../lint/proven.ts";
import { isObject } from "../read/json.ts";
import { locationOf, readYaml, type SourceDocument } from "../read/read-document.ts";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import { type Locate, ProblemList } from "../workspace/problem.ts";
import { applyOverlay, type OverlayContext, type Provenance } from "./apply-overlay.ts";
import { checkLock } from "./check-lock.ts";
import { completeDocument } from "./complete-document.ts";
import type { Received } from "./openapi-bytes.ts";

/** A document with its overlay applied, before lint. */
export type Corrected = {
  readonly document: SourceDocument;
  readonly locate: Locate;
  readonly problems: ProblemList;
  /** Nothing is left to check. */
  readonly isProven: boolean;
  /** A document without an overlay that lacked nothing in its operations. */
  readonly received: Received | undefined;
};

type Explain = NonNullable<OverlayContext["explain"]>;

/** Reads a document, applies its overlay and completes it. Throws the problems of both. */
export function readCorrected(spec: Spec, explain?: Explain): Corrected {
  const { entry } = pathsOf(spec);
  const problems = new ProblemList();
  const document = readYaml(spec.root, entry);
  const hash = spec.kind === "received" ? checkLock(spec, document, problems) : "";
  problems.throwIfErrors();
  const locateReceived: Locate = (pointer, onKey) => locationOf(spec.root, document.source, pointer, onKey);
  return correct(spec, document, { locateReceived, explain, isProven: isProven(spec, hash) });
}

type Reading = {
  readonly locateReceived: Locate;
  readonly explain?: Explain | undefined;
  readonly isProven?: boolean;
  /** Links and paths were checked in the received file, and no overlay has changed them since. */
  readonly areLinksChecked?: boolean;
};

/** Applies the overlay of a document that was read, and completes it. Throws the problems of both. */
export function correct(
  spec: Spec,
  document: SourceDocument,
  { locateReceived, explain, isProven = false, areLinksChecked = isProven }: Reading,
): Corrected {
  const { overlay } = pathsOf(spec);
  const problems = new ProblemList();
  const hasOverlay = spec.kind === "vendor" || existsSync(join(spec.root, overlay));
  const locate =
    spec.kind !== "owned" && hasOverlay
      ? overlaid(spec, { document, overlay: readYaml(spec.root, overlay), problems, locateReceived, explain })
      : locateReceived;
  problems.throwIfErrors();
  requireVersion(document, { locate, problems });
  const context = { locate, problems, areLinksChecked };
  const added = spec.kind === "owned" ? undefined : completeDocument(spec, document.parsed, context);
  problems.throwIfErrors();
  const received = added && !hasOverlay ? { source: document.source, added } : undefined;
  return { document, locate, problems, isProven, received };
}

type Layers = {
  document: SourceDocument;
  overlay: SourceDocument;
  problems: ProblemList;
  locateReceived: Locate;
  explain: Explain | undefined;
};

/** Applies the overlay. Problems in added nodes are located in the overlay, all others in the vendor's document. */
function overlaid({ root }: Spec, { document, overlay, problems, locateReceived, explain }: Layers): Locate {
  const provenance: Provenance = applyOverlay(overlay, {
    document: document.parsed,
    problems,
    locationOf: (pointer) => locationOf(root, overlay.source, pointer),
    explain,
  });
  return (pointer, onKey) => {
    for (let length = pointer.length; length > 0; length = pointer.lastIndexOf("/", length - 1)) {
      const origin = provenance.get(pointer.slice(0, length));
      if (origin) return locationOf(root, overlay.source, origin + pointer.slice(length), onKey);
    }
    return locateReceived(pointer, onKey);
  };
}

function requireVersion(
  document: SourceDocument,
  { locate, problems }: Pick<Corrected, "locate" | "problems">,
) {
  const version = isObject(document.parsed) ? document.parsed.openapi : undefined;
  if (typeof version === "string" && /^3\.[12]\.\d+$/.test(version)) return;
  const found = version === undefined ? "has no version" : `is version ${String(version)}`;
  const message = `the document must be OpenAPI 3.1 or 3.2: it ${found}`;
  problems.error(locate("#/openapi"), message, "Convert it to OpenAPI 3.1 first.");
  problems.throwIfErrors();
}
