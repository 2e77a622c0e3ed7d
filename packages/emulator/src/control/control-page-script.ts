/** Runs in the control page: sends what buttons say, and swaps the sections that changed. */
export const controlPageScript = `
const said = document.getElementById('said');
const keyOf = (element) => element?.dataset?.path ? element.dataset.method + element.dataset.path + element.dataset.body : null;

async function refresh() {
  const response = await fetch('/control/sections');
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const section of fresh.querySelectorAll('section')) {
    const old = document.getElementById(section.id);
    const details = old?.querySelector('details');
    if (details?.open) section.querySelector('details')?.setAttribute('open', '');
    if (!old || old.outerHTML === section.outerHTML) continue;
    const focused = old.contains(document.activeElement) ? keyOf(document.activeElement) : null;
    old.replaceWith(section);
    if (focused) [...section.querySelectorAll('button')].find((button) => keyOf(button) === focused)?.focus();
  }
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-path]');
  if (!button) return;
  const { method, path, body, confirm: question } = button.dataset;
  if (question && !window.confirm(question)) return;
  const label = button.textContent.trim();
  try {
    const options = method === 'DELETE' ? {} : { headers: { 'content-type': 'application/json' }, body };
    const response = await fetch(path, { method, ...options });
    said.textContent = response.ok ? label + ': done.' : label + ': ' + (await response.json()).error;
    await refresh();
  } catch {
    said.textContent = 'The emulator does not answer. Is it still running?';
  }
});

async function keepFresh() {
  try {
    if (!document.hidden) await refresh();
    if (said.dataset.lost) {
      said.textContent = '';
      delete said.dataset.lost;
    }
  } catch {
    said.textContent = 'The emulator does not answer. Is it still running?';
    said.dataset.lost = 'true';
  }
  setTimeout(keepFresh, 1500);
}
setTimeout(keepFresh, 1500);
`;
