import { asText, type Row, rowOf, valueAt } from "../../../engine/records/values.ts";
import { empty, json } from "../../../engine/request/call.ts";
import type { Handler, Handlers } from "./handler.ts";

const writable = [
  "allowMultiFactorAuthentication",
  "allowPublicKeyAuthentication",
  "allowSshPasswordAuthentication",
  "allowSshRootLogin",
  "attributes",
  "description",
  "displayName",
  "systemInsights",
];

const ownerKey = "primarySystemUser.id";

/** The keys of a PUT that change something; the owner comes as a flat key with a dot. */
function changes(body: unknown): Row {
  const sent = rowOf(body);
  const plain = Object.entries(sent).filter(([key]) => writable.includes(key));
  const owner = sent[ownerKey];
  return {
    ...Object.fromEntries(plain),
    ...(owner === undefined ? {} : { primarySystemUser: { id: owner } }),
  };
}

const putSystem: Handler = (call, context) => {
  const { systems, users, links } = context.state;
  const { id } = call;
  const patch = changes(call.body);
  const owner = asText(valueAt(patch, ownerKey));
  if (owner !== undefined && users.indexOf(owner) === undefined) {
    return context.fail(call, { status: 400, message: "primarySystemUser.id: no such user" });
  }
  if (owner !== undefined) links.set({ collection: "system", id }, { collection: "user", id: owner }, true);
  return json(systems.update(id, patch));
};

const commandPlatforms = new Set(["windows", "linux"]);

function refusedCommand(system: Row, name: string): string | undefined {
  const family = asText(system.osFamily) ?? "";
  if (!commandPlatforms.has(family)) return `${name} is supported on Windows and Linux only`;
  const supported = valueAt(system, "builtInCommands.name");
  if (Array.isArray(supported) && !supported.includes(name)) return `${name} is not supported by this system`;
  return undefined;
}

/** Built-in commands: queued, without a body, on Windows and Linux only. */
function builtIn(name: "erase" | "lock" | "restart" | "shutdown"): Handler {
  return (call, context) => {
    const { id } = call;
    const message = refusedCommand(call.record, name);
    if (message !== undefined) return context.fail(call, { status: 400, message });
    context.state.command(name, { target: "system", id });
    if (name === "erase") context.state.systems.update(id, { active: false });
    return empty(201);
  };
}

export const systemHandlers = {
  systems_put: putSystem,
  systems_commandBuiltinErase: builtIn("erase"),
  systems_commandBuiltinLock: builtIn("lock"),
  systems_commandBuiltinRestart: builtIn("restart"),
  systems_commandBuiltinShutdown: builtIn("shutdown"),
} satisfies Handlers;
