import dns from "node:dns";
import { existsSync, readFileSync } from "node:fs";

// Loaded into a process before its program: a name server that knows every name to be this machine, but,
// while the file of TEST_NAMES_FAIL exists, answers the names in it with the error that the file begins with.
const failing = process.env.TEST_NAMES_FAIL;
dns.lookup = (hostname, options, callback = options) => {
  const [code, ...names] = existsSync(failing) ? readFileSync(failing, "utf8").split(" ") : [];
  if (names.includes(hostname)) {
    const error = new Error(`getaddrinfo ${code} ${hostname}`);
    return process.nextTick(callback, Object.assign(error, { code, syscall: "getaddrinfo", hostname }));
  }
  const found = { address: "127.0.0.1", family: 4 };
  if (options.all) return process.nextTick(callback, null, [found]);
  return process.nextTick(callback, null, found.address, found.family);
};
