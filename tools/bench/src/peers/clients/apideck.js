import { Apideck } from "@apideck/unify";

export function connect(url) {
  const client = new Apideck({ apiKey: "key", consumerId: "consumer", appId: "app", serverURL: url });
  return async (page) => {
    const list = await client.hris.employees.list({ serviceId: "s1", limit: 100, cursor: `${page}` });
    return (list.getEmployeesResponse ?? list.result.getEmployeesResponse).data;
  };
}
