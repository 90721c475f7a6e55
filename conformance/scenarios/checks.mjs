// Counting checks, and the accounts and floods that errors need.

export const URL_BASE = process.env.EASEL_URL;
export const KEY = process.env.EASEL_TEST_KEY;

let count = 0;

/** Notes that `what` holds; ends the script where it does not. */
export function check(what, holds) {
  if (!holds) throw new Error(what);
  count += 1;
  console.log(`ok ${what}`);
}

export function finished(client) {
  console.log(`${client}: ${count} checks`);
}

/** The error that `call` throws; checks it by its class or a function. */
export async function refused(what, call, expected) {
  let error;
  try {
    await call();
  } catch (thrown) {
    error = thrown;
  }
  const isClass = /^class/.test(Function.prototype.toString.call(expected));
  const fits = isClass ? error instanceof expected : expected(error);
  check(`${what} is refused${isClass ? ` with ${expected.name}` : ""}`
    + (fits ? "" : `, got ${error?.name}: ${error?.message}`), fits);
  return error;
}

/** A key of a new account, which has no credits. */
export async function poorKey() {
  const answer = await fetch(`${URL_BASE}/api/v1/keys`, {
    method: "POST",
    headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "poor", new_account: true }),
  });
  return (await answer.json()).secret;
}

/** Credits that were not spent yet. */
export async function credits() {
  const headers = { authorization: `Bearer ${KEY}` };
  return (await (await fetch(`${URL_BASE}/v1/account/balance`, { headers })).json()).balance;
}

/** Asks so often with `key` that it is refused, until the function it returns is called. */
export async function flood(key) {
  let isOver = false;
  let refusals = 0;
  const loop = async () => {
    while (!isOver) {
      const answer = await fetch(`${URL_BASE}/v1/account/balance`, {
        headers: { authorization: `Bearer ${key}` },
      });
      await answer.arrayBuffer();
      if (answer.status === 429) refusals += 1;
    }
  };
  const loops = Array.from({ length: 24 }, loop);
  while (refusals < 24) await new Promise((resolve) => setTimeout(resolve, 5));
  return async () => {
    isOver = true;
    await Promise.all(loops);
  };
}
