import { expect, it } from "vitest";
import { classicCommand } from "../api/classic-id.ts";
import { commandUuid, pushConfirmation } from "./plan-commands.ts";

const devices =
  "<mobile_devices><mobile_device><id>1</id><status>Command sent</status></mobile_device></mobile_devices>";

it.each([
  [classicCommand, `<mobile_device_command><uuid>u1</uuid>${devices}</mobile_device_command>`, "u1"],
  [classicCommand, `<mobile_device_command>${devices}</mobile_device_command>`, null],
  [classicCommand, "<mobile_device_command/>", undefined],
  [classicCommand, "", undefined],
  [pushConfirmation, { errorUuids: [] }, null],
  [pushConfirmation, {}, undefined],
  [commandUuid, { deviceId: "1", commandUuid: "u1" }, "u1"],
  [commandUuid, { deviceId: "1" }, undefined],
] as const)("%o reads %j as %j", (read, response, id) => expect(read(response)).toBe(id));
