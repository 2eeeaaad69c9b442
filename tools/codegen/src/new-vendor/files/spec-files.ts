import { Document, parseDocument } from "yaml";
import { COMMAND } from "../../workspace/find-package.ts";
import { OPEN_PARTS } from "../plan/exclusive-parts.ts";
import type { DeviceGuess } from "../plan/guess-devices.ts";
import { annotationOf } from "../plan/guess-paging.ts";
import type { Names } from "../plan/names.ts";
import type { Files, Plan } from "../plan/plan.ts";

/** The overlay and `source.yaml`, or what they lack of the plan if a vendor was begun. */
export function specFiles(plan: Plan, source: string, overlay: string | undefined): Files {
  const { id } = plan.names;
  return {
    [`specs/${id}/overlay.yaml`]:
      overlay === undefined
        ? overlayOf(plan.names, {
            upstream: plan.isTranscription ? "upstream.yaml" : "upstream.json",
            actions: correctionsOf(plan),
          })
        : withActions(plan, overlay),
    [`specs/${id}/source.yaml`]: withGuesses(plan, source),
  };
}

/** The overlay of a person, with what reads of devices need of it. */
function withActions(plan: Plan, overlay: string): string {
  const actions = correctionsOf(plan);
  if (actions.length === 0) return overlay;
  const document = parseDocument(overlay);
  for (const action of actions) document.addIn(["actions"], document.createNode(action));
  return document.toString({ lineWidth: 120 });
}

/** An overlay that names the vendor, and more. */
export function overlayOf(
  { id, product, type }: Names,
  { upstream, actions }: { upstream: string; actions: readonly object[] },
): string {
  const naming = {
    target: "$",
    description: "Vendor id and product name.",
    update: { "x-mdmkit-vendor": id, "x-mdmkit-name": type },
  };
  const document = new Document({
    overlay: "1.0.0",
    info: { title: `${product} corrections and mdmkit annotations`, version: "1.0.0" },
    extends: upstream,
    actions: [naming, ...actions],
  });
  return document.toString({ lineWidth: 120 });
}

function correctionsOf({ hasExclusiveParts, renamed, devices }: Plan): object[] {
  const naming = renamed.map(({ path, method, operationId }) => ({
    target: targetOf(path, method),
    description: "The vendor's name cannot be that of a constant.",
    update: { operationId },
  }));
  return [...(hasExclusiveParts ? [OPEN_PARTS] : []), ...naming, ...(devices ? pagingActions(devices) : [])];
}

/** What the document lacks of the paging of devices. */
function pagingActions({ path, paging, items, isAnnotated }: DeviceGuess): object[] {
  if (!paging || isAnnotated) return [];
  const parameter = {
    target: targetOf(path),
    description: "Links to the next page have it. Guessed; confirm with a call.",
    update: { parameters: [{ name: paging.position, in: "query", schema: { type: "string" } }] },
  };
  const annotation = {
    target: targetOf(path),
    description: "Guessed from the names of parameters and properties. Confirm with a call.",
    update: { "x-mdmkit-pagination": annotationOf(paging, items) },
  };
  return [...(paging.style === "cursor" && !paging.isDeclared ? [parameter] : []), annotation];
}

const targetOf = (path: string, method = "get") => `$.paths['${path.replaceAll("'", "\\'")}'].${method}`;

const HEAD = ` A draft: \`${COMMAND} vendor-status ${"{id}"}\` lists the open points. Delete a guess once it is confirmed, and \`status\` when no point is open.`;

/** A guess that a person has confirmed is gone, and does not come back. */
function withGuesses({ names, guesses }: Plan, source: string): string {
  const document = parseDocument(source);
  const isBegun = document.has("guesses") || document.get("status") === "draft";
  const own = document.has("guesses") ? document.getIn(["guesses", "devices"]) : undefined;
  if (isBegun && own === undefined) return source;
  const found = Object.entries(guesses).filter(([name]) => !isBegun || name.startsWith("devices"));
  document.set("status", "draft");
  if (isBegun) document.deleteIn(["guesses", "devices"]);
  else {
    const node = document.createNode({});
    node.commentBefore = HEAD.replace("{id}", names.id);
    document.set("guesses", node);
  }
  for (const [name, guess] of found) document.setIn(["guesses", name], guess);
  return document.toString({ lineWidth: 120 });
}
