// Search, filters and links to single checks. Runs in the reader's browser; no imports.
const rows = [...document.querySelectorAll('.check')];
const search = document.querySelector('#search');
const chips = [...document.querySelectorAll('.chip[data-status], .chip[data-level]')];
/** What a row says, read when it is first searched. */
const texts = new Map();

document.querySelector('.controls').hidden = false;

/** Values of the pressed chips of a kind; none pressed means all. */
function pressed(kind) {
  const chosen = chips.filter(chip => chip.dataset[kind] && chip.getAttribute('aria-pressed') === 'true');
  return chosen.map(chip => chip.dataset[kind]);
}

function textOf(row) {
  if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
  return texts.get(row);
}

function apply() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const [statuses, levels] = [pressed('status'), pressed('level')];
  let shown = 0;
  for (const row of rows) {
    const fits =
      (statuses.length === 0 || statuses.includes(row.dataset.status)) &&
      (levels.length === 0 || levels.includes(row.dataset.level)) &&
      words.every(word => textOf(row).includes(word));
    row.hidden = !fits;
    if (fits) shown += 1;
  }
  for (const area of document.querySelectorAll('.area')) {
    area.hidden = !area.querySelector('.check:not([hidden])');
  }
  document.querySelector('#nothing').hidden = shown > 0;
  document.querySelector('#shown').value = shown === rows.length ? '' : `${shown} of ${rows.length} shown`;
}

let waiting = 0;
search.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(apply, 80);
});
for (const chip of chips) {
  chip.addEventListener('click', () => {
    chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') !== 'true'));
    apply();
  });
}

const openAll = document.querySelector('#open-all');
openAll.addEventListener('click', () => {
  const open = openAll.textContent === 'open all';
  for (const row of rows) if (!row.hidden) row.open = open;
  openAll.textContent = open ? 'close all' : 'open all';
});

/** A link names a row by its id: show and open it, whatever is filtered. */
function follow() {
  const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!row?.classList.contains('check')) return;
  row.hidden = false;
  row.closest('.area').hidden = false;
  row.open = true;
  row.scrollIntoView({block: 'start'});
}
addEventListener('hashchange', follow);
follow();

addEventListener('beforeprint', () => {
  for (const row of rows) {
    if (['failed', 'errored', 'warned'].includes(row.dataset.status)) row.open = true;
  }
});
