import type { components } from "../generated/schema.ts";

type Schemas = components["schemas"];
type WireAction = Schemas["DeviceActionName"];

/** What the engine itself takes from an action's body; the rest is the action's own input. */
type EngineInput = "action" | "confirm" | "dry_run" | "if_unchanged" | "remote_data";
type InputOf<Schema> = Omit<Schema, EngineInput>;

/** Name of an action in code: `clearPasscode` for the document's `clear_passcode`. */
export type ActionName = CamelCase<WireAction>;
type CamelCase<Text extends string> = Text extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Text;

/** One vocabulary of actions for all vendors, with all inputs. A vendor's planner narrows its input. */
export interface ActionInputs extends Record<ActionName, unknown> {
  /** Locks the screen. A Mac restarts and asks for the PIN. */
  lock: InputOf<Schemas["LockAction"]>;
  /** Ends a lock that came from the vendor. */
  unlock: InputOf<Schemas["UnlockAction"]>;
  /** Deletes everything on the device. This cannot be undone. */
  erase: InputOf<Schemas["EraseAction"]>;
  /** Ends management and removes what management installed; personal data stays. */
  retire: InputOf<Schemas["RetireAction"]>;
  /** Restarts the device. Unsaved work may be lost. */
  restart: InputOf<Schemas["RestartAction"]>;
  /** Turns the device off. Only a person on site can turn it on again. */
  shutdown: InputOf<Schemas["ShutdownAction"]>;
  /** Asks the device to check in and report its inventory. */
  sync: InputOf<Schemas["SyncAction"]>;
  /** Removes the passcode, or replaces it if the platform requires one. */
  clearPasscode: InputOf<Schemas["ClearPasscodeAction"]>;
  /** Removes Apple's activation lock, so that anyone can set the device up. */
  clearActivationLock: InputOf<Schemas["ClearActivationLockAction"]>;
  /** Shows a message to the user. */
  sendMessage: InputOf<Schemas["SendMessageAction"]>;
  /** Locks a lost device and lets it be located. Apple requires a message or a phone number, and a supervised device. */
  enableLostMode: InputOf<Schemas["EnableLostModeAction"]>;
  /** Ends lost mode. */
  disableLostMode: InputOf<Schemas["DisableLostModeAction"]>;
  /** Assigns the device to a person, or to no one. */
  assignUser: InputOf<Schemas["AssignUserAction"]>;
  /** Installs an update of the operating system. */
  updateOs: InputOf<Schemas["UpdateOsAction"]>;
}

const WIRE_NAMES: Record<ActionName, WireAction> = {
  lock: "lock",
  unlock: "unlock",
  erase: "erase",
  retire: "retire",
  restart: "restart",
  shutdown: "shutdown",
  sync: "sync",
  clearPasscode: "clear_passcode",
  clearActivationLock: "clear_activation_lock",
  sendMessage: "send_message",
  enableLostMode: "enable_lost_mode",
  disableLostMode: "disable_lost_mode",
  assignUser: "assign_user",
  updateOs: "update_os",
};

/** Spelling of an action in `specs/unified`. */
export function toWireAction(action: ActionName): WireAction {
  return WIRE_NAMES[action];
}

/** Method of an action of `specs/unified`: `clearPasscode` for `clear_passcode`. Undefined for any other word. */
export function fromWireAction(action: WireAction): ActionName;
export function fromWireAction(action: string): ActionName | undefined;
export function fromWireAction(action: string): ActionName | undefined {
  return ACTION_NAMES.find((name) => WIRE_NAMES[name] === action);
}

/** Every action of the vocabulary, whether or not a vendor supports it. */
export const ACTION_NAMES: readonly ActionName[] = Object.keys(WIRE_NAMES).filter(isActionName);

function isActionName(name: string): name is ActionName {
  return Object.hasOwn(WIRE_NAMES, name);
}

/** Actions that lock people out or destroy data: refused without `confirm`, as in their schemas. */
export const GUARDED_ACTIONS = ["lock", "erase", "retire", "clearPasscode", "clearActivationLock"] as const;
/** An action that locks people out or destroys data. */
export type GuardedAction = (typeof GUARDED_ACTIONS)[number];

export function isGuarded(action: ActionName): action is GuardedAction {
  return GUARDED_ACTIONS.some((guarded) => guarded === action);
}
