// A form is sent only over a link that answers: otherwise the browser would put its own error page in the place of
// everything that was typed. Forms that save by themselves, those of a few words, and those in the cells of a table,
// which a script sends, are left alone.
const MUCH = 40; // characters; below that typing again costs less than asking first
const PATIENCE = 8_000; // milliseconds

function much(form) {
  if (form.method !== "post" || form.matches("[data-autosave], [data-leaves], .in-cell")) return false;
  return [...form.querySelectorAll("textarea, input[type=text], input:not([type])")]
    .reduce((length, field) => length + field.value.length, 0) > MUCH;
}

async function answers() {
  if (!navigator.onLine) return false;
  try {
    return (await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })).ok;
  } catch {
    return false;
  }
}

const asked = new WeakSet(); // forms whose link answered a moment ago, or is being asked

async function ask(event) {
  const form = event.target;
  if (event.defaultPrevented || !much(form)) return;
  if (asked.delete(form)) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  const up = await answers();
  form.ariaBusy = null;
  const notice = document.getElementById("no-link");
  notice.hidden = up;
  if (!up) return void (event.submitter ?? form.lastElementChild).before(notice);
  asked.add(form);
  setTimeout(() => form.requestSubmit(event.submitter)); // not from inside the event, where it does nothing
}

document.addEventListener("submit", ask);
