import { describe, expect, it } from "vitest";
import { compareModels } from "./compare-models.ts";

describe("compareModels", () => {
  it.each([
    [
      "names by identifier",
      { "Mac14,2": "MacBook Air (M2, 2022)", "Mac14,8": ["Mac Pro (2023)", "Mac Pro (Rack, 2023)"] },
    ],
    [
      "properties by identifier",
      {
        devices: {
          "Mac14,2": { Model: "MacBook Air", deviceType: "Laptop" },
          "Mac14,8": { Model: "Mac Pro" },
        },
      },
    ],
    [
      "records with an identifier, and those of another",
      [
        { identifier: "Mac14,2", name: "MacBook Air (M2)", imageKey: "Mac14,3" },
        { identifier: ["Mac14,8"], name: "Mac Pro", type: "Mac Pro" },
      ],
    ],
  ])("reads %s", (_, list) => {
    expect(compareModels(list)).toEqual({ compared: 2, unknown: [], different: [] });
  });

  it("names what is missing and what is different", () => {
    const list = { "Mac99,1": "MacBook Pro (2031)", "Mac14,3": "MacBook Air", "iPhone99,1": "iPhone 31" };
    expect(compareModels(list)).toEqual({
      compared: 3,
      unknown: ["Mac99,1 (MacBook Pro (2031))"],
      different: ["Mac14,3 (MacBook Air): desktop here, laptop there"],
    });
  });

  it("passes over what has no names of models", () => {
    const list = { "iBridge2,1": "Apple T2 Security Chip", version: "2.0", "Mac99,2": [], list: null };
    expect(compareModels(list)).toEqual({ compared: 0, unknown: [], different: [] });
  });
});
