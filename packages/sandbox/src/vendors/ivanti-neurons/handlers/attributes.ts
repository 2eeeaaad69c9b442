import { asTexts, isRow, type Row } from "../../../engine/records/values.ts";
import { bodyOf, json } from "../../../engine/request/call.ts";
import type { IvantiNeuronsState } from "../state/state.ts";
import { type Handlers, refuse, success } from "./handler.ts";

type Attributes = Readonly<Record<string, string[]>>;

/** The attributes of a record, by name in lower case. */
function attributesOf({ customAttributes }: Row): Attributes {
  const attrs = isRow(customAttributes) && isRow(customAttributes.attrs) ? customAttributes.attrs : {};
  return Object.fromEntries(Object.entries(attrs).map(([name, values]) => [name, asTexts(values)]));
}

/** What a request sends, by name in lower case; numeric names come with `_#`, which is not kept. */
function sent({ attrs }: Row, state: IvantiNeuronsState): Attributes {
  const entries = Object.entries(isRow(attrs) ? attrs : {}).map(([written, values]): [string, string[]] => {
    const plain = written.replace(/_#$/, "");
    const name = plain.toLowerCase();
    if (!state.attributeNames.has(name)) state.attributeNames.set(name, plain);
    if (plain !== written) state.numericAttributes.add(name);
    return [name, asTexts(values)];
  });
  return Object.fromEntries(entries);
}

function keep(row: Row, attrs: Attributes, { devices }: IvantiNeuronsState): void {
  devices.update(String(row.id), { customAttributes: { attrs } });
}

function without(attributes: Attributes, names: readonly string[]): Attributes {
  const gone = new Set(names.map((name) => name.replace(/_#$/, "").toLowerCase()));
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !gone.has(name)));
}

export const attributeHandlers = {
  // No envelope, text values, and the names as they were first written.
  getDeviceCustomAttributes: ({ record: row }, { state }) => {
    const named = Object.entries(attributesOf(row)).map(([name, values]) => [
      state.attributeNames.get(name) ?? name,
      values.length === 1 ? values[0] : values,
    ]);
    return json({ attrs: Object.fromEntries(named) });
  },
  replaceDeviceCustomAttributes: (call, { state }) => {
    const { record: row } = call;
    keep(row, sent(bodyOf(call), state), state);
    return success(1);
  },
  patchDeviceCustomAttributes: (call, { state }) => {
    const { record: row } = call;
    const body = bodyOf(call);
    const present = attributesOf(row);
    const patch = Object.entries(sent(body, state)).map(([name, values]): [string, string[]] => [
      name,
      body.forceOverwrite === true ? values : [...(present[name] ?? []), ...values],
    ]);
    keep(row, { ...present, ...Object.fromEntries(patch) }, state);
    return success(1);
  },
  removeDeviceCustomAttributes: (call, { state }) => {
    const { record: row } = call;
    const { attrs } = bodyOf(call);
    keep(row, without(attributesOf(row), Object.keys(isRow(attrs) ? attrs : {})), state);
    return success(1);
  },
  removeCustomAttributes(call, { state }) {
    const { ids, attrKeys } = bodyOf(call);
    const rows = asTexts(ids).map((id) => state.devices.get(id));
    if (rows.includes(undefined)) return refuse(404, "Device not found");
    for (const row of rows) if (row) keep(row, without(attributesOf(row), asTexts(attrKeys)), state);
    return success(1);
  },
} satisfies Handlers;
