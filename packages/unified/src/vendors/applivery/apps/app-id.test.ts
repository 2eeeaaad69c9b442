import { describe, expect, it } from "vitest";
import { parseAppId } from "./app-id.ts";

describe("an app's id", () => {
  it.each([
    ["64b0:apple:com.example.notes", "64b0:apple", "com.example.notes"],
    ["64b0:aosp:com.example.notes", "64b0:aosp", "com.example.notes"],
    ["64b0:com.example.notes", "64b0", "com.example.notes"],
    ["64b0:windows:~7B3A9F~7D", "64b0:windows", "~7B3A9F~7D"],
    ["64b0:apple:Notes:~20the~20app~0Aof~20notes", "64b0:apple", "Notes:~20the~20app~0Aof~20notes"],
    ["64b0:apple", "64b0", "apple"],
  ])("%j leads to its device and its key", (id, deviceId, key) => {
    expect(parseAppId(id)).toEqual({ deviceId, key });
  });

  it.each(["", "64b0", ":", "64b0:", ":com.example.notes"])("rejects %j", (id) => {
    expect(parseAppId(id)).toBeUndefined();
  });
});
