import { cutPage, listResponse } from "../../../engine/operations/paging.ts";
import { select } from "../../../engine/records/select.ts";
import { asText, asTexts, isRow, type Row, textOf } from "../../../engine/records/values.ts";
import { bodyOf, json } from "../../../engine/request/call.ts";
import { failure } from "../errors.ts";
import { asDeviceApp } from "../render/apps.ts";
import { asDeviceUser } from "../render/device.ts";
import type { Handlers } from "./handler.ts";

type Test = (row: Row, wanted: string) => boolean;

const contains =
  (path: string): Test =>
  (row, wanted) =>
    textOf(row, path).toLowerCase().includes(wanted.toLowerCase());
const equals =
  (path: string): Test =>
  (row, wanted) =>
    textOf(row, path) === wanted;

/** Parameters of the list; most find a part of a text. */
const FILTERS: Readonly<Record<string, Test>> = {
  asset_tag: equals("asset_tag"),
  blueprint_id: contains("blueprint_id"),
  device_id: equals("device_id"),
  device_name: contains("device_name"),
  model: contains("model"),
  os_version: contains("os_version"),
  platform: equals("platform"),
  serial_number: contains("serial_number"),
  tag_name: (row, wanted) => asTexts(row.tags).includes(wanted),
  user: contains("user.name"),
  user_name: contains("user.name"),
  user_email: contains("user.email"),
  user_email_exact: equals("user.email"),
  user_id: equals("user.id"),
};

export const deviceHandlers = {
  listDevices(call, { devices }) {
    const given = Object.entries(FILTERS).flatMap(([name, test]) => {
      const wanted = asText(call.query[name]);
      return wanted === undefined ? [] : [{ name, wanted, test }];
    });
    const keep = (row: Row) => given.every(({ test, wanted }) => test(row, wanted));
    const key = JSON.stringify(given.map(({ name, wanted }) => [name, wanted]));
    const rows = select(devices, { key, keep: given.length > 0 ? keep : undefined });
    return listResponse(call, cutPage(call, rows, { max: 300, fallback: 300 }));
  },
  updateDevice(call, { devices, users, blueprints }) {
    const { user, blueprint_id: blueprintId, asset_tag: assetTag, ...changes } = bodyOf(call);
    const person = typeof user === "string" ? users.get(user) : undefined;
    if (typeof user === "string" && !person)
      return failure(call.operation, { status: 400, message: "Invalid user" });
    const blueprint = typeof blueprintId === "string" ? blueprints.get(blueprintId) : undefined;
    if (typeof blueprintId === "string" && !blueprint)
      return failure(call.operation, { status: 400, message: "Invalid blueprint" });
    const row = devices.update(call.id, {
      ...changes,
      ...(assetTag !== undefined && { asset_tag: assetTag ?? "" }),
      ...(user !== undefined && { user: person ? asDeviceUser(person) : "" }),
      ...(blueprint && { blueprint_id: blueprint.id, blueprint_name: blueprint.name }),
    });
    return json(row);
  },
  getDeviceDetails: ({ record }, { detailsOf }) => json(detailsOf(record)),
  getLostMode({ record, id }, { detailsOf }) {
    const { lost_mode } = detailsOf(record);
    const isLost = isRow(lost_mode) && Object.keys(lost_mode).length > 0;
    return isLost
      ? json({ device_id: id, lost_mode })
      : { status: 400, body: ["Device is not in lost mode."] };
  },
  listDeviceApps: (call, { appsOf }) => {
    const id = textOf(call.record, "device_id");
    return json({ device_id: id, apps: appsOf(id).map(asDeviceApp) });
  },
  getUnlockPin({ record, operation }, { pins }) {
    const pin = pins.get(textOf(record, "device_id"));
    return pin === undefined ? failure(operation, { status: 404, message: "" }) : json({ pin });
  },
  listDeviceCommands(call, { commandsOf }) {
    const commands = commandsOf(textOf(call.record, "device_id"));
    const page = cutPage(call, commands, { max: 300, fallback: 300 });
    const results = { count: commands.length, next: null, previous: null, results: page.rows };
    return json({ device_id: textOf(call.record, "device_id"), commands: results });
  },
} satisfies Handlers;
