import { expect, it } from "vitest";
import type { OperationSchemas, VendorDocument } from "./operation-schemas.ts";
import { readResources } from "./resource.ts";

const body = { contentType: "application/json", schema: true };
const pagination = { style: "offset", offset: "skip" };
const association = { to: "user" };

/** An operation by method and path, with further properties. */
function operation(place: string, rest: Partial<OperationSchemas> = {}): [string, OperationSchemas] {
  const [method = "", path = ""] = place.split(" ");
  return [place, { method, path, parameters: [], responses: {}, ...rest }];
}

const document: VendorDocument = {
  servers: [],
  schemas: {},
  collections: { user: { paths: ["/v1/users", "/v2/people/by-name"], by: { "/v2/people/by-name": "name" } } },
  operationSchemas: Object.fromEntries([
    operation("GET /v1/users", { pagination }),
    operation("POST /v1/users", { body }),
    operation("GET /v1/users/{id}"),
    operation("PATCH /v1/users/{id}", { body }),
    operation("DELETE /v2/people/by-name/{name}"),
    operation("POST /v1/users/{id}/lock"),
    operation("GET /v1/users/{id}/keys", { pagination }),
    operation("DELETE /v1/users/{id}/keys/{key}"),
    operation("GET /v1/users/{id}/friends", { association }),
    operation("GET /v1/users/{id}/photo"),
    operation("DELETE /v1/users/{id}/photo"),
    operation("GET /version"),
    operation("OPTIONS /v1/users/{id}"),
    operation("TRACE /version"),
    operation("POST /search", { pagination, body }),
  ]),
};

const resources = readResources(document);

it.each([
  ["GET /v1/users", "list", "user"],
  ["POST /v1/users", "create", "user"],
  ["GET /v1/users/{id}", "get", "user"],
  ["PATCH /v1/users/{id}", "update", "user"],
  ["DELETE /v2/people/by-name/{name}", "remove", "user"],
  ["POST /v1/users/{id}/lock", undefined, "/v1/users/{}/lock"],
  ["GET /v1/users/{id}/keys", "list", "/v1/users/{}/keys"],
  ["DELETE /v1/users/{id}/keys/{key}", "remove", "/v1/users/{}/keys"],
  ["GET /v1/users/{id}/friends", "associate", "/v1/users/{}/friends"],
  ["GET /v1/users/{id}/photo", "get", "/v1/users/{}/photo"],
  ["DELETE /v1/users/{id}/photo", "remove", "/v1/users/{}/photo"],
  ["GET /version", "constant", "/version"],
  ["OPTIONS /v1/users/{id}", "constant", "user"],
  ["TRACE /version", "constant", "/version"],
  ["POST /search", undefined, "/search"],
])("%s: %s", (id, action, collection) => {
  expect(resources.get(id)).toMatchObject({ collection });
  expect(resources.get(id)?.action).toBe(action);
});

it("names the records of a path, outermost first", () => {
  expect(resources.get("DELETE /v1/users/{id}/keys/{key}")?.references).toEqual([
    { parameter: "id", collection: "user" },
    { parameter: "key", collection: "/v1/users/{}/keys" },
  ]);
  expect(resources.get("DELETE /v2/people/by-name/{name}")?.references).toEqual([
    { parameter: "name", collection: "user", by: "name" },
  ]);
});
