import { StackOne } from "@stackone/stackone-client-ts";

export function connect(url) {
  const client = new StackOne({ serverURL: url, security: { username: "key", password: "" } });
  return async (page) => {
    const list = await client.hris.listEmployees({ xAccountId: "a1", pageSize: "100", next: `${page}` });
    return (list.employeesPaginated ?? list.result.employeesPaginated).data;
  };
}
