import type { Exchange } from "@mdmkit/runtime";
import { ACTION_NAMES, type ActionName } from "../contract/actions.ts";
import type { ActionResult } from "../contract/model.ts";
import { type OpenAccount, openAccount } from "./account.ts";
import { callAction, inputFor } from "./call-action.ts";
import type { TestRequest, VendorTest } from "./vendor-test.ts";

/** An action on one device, rehearsed and then performed. */
type PerformedAction = {
  readonly id: string;
  readonly preview: ActionResult;
  /** The requests of the rehearsal. */
  readonly rehearsed: readonly TestRequest[];
  readonly result: ActionResult;
  /** The requests of the action itself, and the calls as `fetch` received them. */
  readonly sent: readonly TestRequest[];
  readonly calls: readonly string[];
  readonly exchanges: readonly Exchange[];
};

/** An action on every device of an account of its own. */
export type Performance = {
  readonly account: OpenAccount;
  readonly actions: readonly PerformedAction[];
};

/** The actions that the vendor has. */
export function actionsOf(test: VendorTest): readonly ActionName[] {
  const { vendor } = openAccount(test);
  return ACTION_NAMES.filter((name) => vendor.devices?.actions?.[name]);
}

const kept = new WeakMap<VendorTest, Map<ActionName, Promise<Performance>>>();

/** An action on every device, performed once for all cases that check its outcome. */
export function performanceOf(test: VendorTest, name: ActionName): Promise<Performance> {
  const performances = kept.get(test) ?? new Map<ActionName, Promise<Performance>>();
  kept.set(test, performances);
  const performance = performances.get(name) ?? perform(test, name);
  performances.set(name, performance);
  return performance;
}

async function perform(test: VendorTest, name: ActionName): Promise<Performance> {
  const account = openAccount(test);
  const actions: PerformedAction[] = [];
  for (const id of account.ids("devices")) {
    const input = { ...(await inputFor(test, name, id)), confirm: id };
    const preview = await callAction(account.mdm, name, id, { ...input, dryRun: true });
    const { sent: rehearsed } = account.newTraffic();
    const exchanges: Exchange[] = [];
    const onExchange = (exchange: Exchange) => void exchanges.push(exchange);
    const result = await callAction(account.mdm, name, id, { ...input, onExchange });
    actions.push({ id, preview, rehearsed, result, exchanges, ...account.newTraffic() });
  }
  return { account, actions };
}

/** The first device that takes an action, and the requests that it takes. */
export async function acceptedBy(test: VendorTest, name: ActionName): Promise<ActionResult> {
  const { actions } = await performanceOf(test, name);
  const planned = actions.find(({ preview }) => preview.status === "planned");
  if (!planned) throw new Error(`no device of the sandbox takes ${name}`);
  return planned.preview;
}
