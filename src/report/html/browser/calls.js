// The calls of a check with their waterfall, built when its row is opened. Texts are only ever set as text.
const {calls, heads} = JSON.parse(document.querySelector('#data').textContent);
/** Rows that are built at once; more come with a button. */
const PAGE = 300;

function make(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

function duration(ms) {
  if (ms >= 1000) return `${(ms / 1000).toFixed(1)} s`;
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

/** A bar from the start of the call to its end; the darker part is the reading of the answer. */
function lane([start, firstByte, total], span) {
  const bar = make('span', 'lane');
  for (const [from, to, name] of [
    [start, start + total, ''],
    [start + firstByte, start + total, 'read'],
  ]) {
    const part = make('i', name);
    part.style.left = `${(from / span) * 100}%`;
    part.style.width = `${((to - from) / span) * 100}%`;
    bar.append(part);
  }
  bar.title = `from ${duration(start)} to ${duration(start + total)}`;
  return bar;
}

function message(title, head, body) {
  const box = make('div');
  box.append(make('h3', '', title), make('pre', '', body === '' ? head : `${head}\n\n${body}`));
  return box;
}

function wire(call) {
  const box = make('div', 'wire');
  box.append(message('request', heads[call.q], call.qb));
  if (call.r !== undefined) box.append(message('answer', heads[call.r], call.rb));
  if (call.e) box.append(make('p', 'error', call.e));
  const [, firstByte, total] = call.t;
  box.append(
    make('small', '', `first byte after ${duration(firstByte)}, end after ${duration(total)}, ${call.c}`),
  );
  return box;
}

function callRow(call, number, span) {
  const row = make('details', 'call');
  const line = make('summary');
  const code = make('span', call.ok ? 'code' : 'code no', call.s ? String(call.s) : 'none');
  line.append(
    make('span', 'number', String(number)),
    make('span', 'method', call.m),
    code,
    lane(call.t, span),
    make('span', 'took', duration(call.t[2])),
  );
  row.append(line);
  row.addEventListener('toggle', () => {
    if (row.open && row.childElementCount === 1) row.append(wire(call));
  });
  return row;
}

function fill(box, list) {
  const span = Math.max(0.1, ...list.map(({t}) => t[0] + t[2]));
  box.replaceChildren();
  const more = make('button', 'more');
  more.type = 'button';
  let built = 0;
  const add = () => {
    const rows = list.slice(built, built + PAGE).map((call, index) => callRow(call, built + index + 1, span));
    built += rows.length;
    more.before(...rows);
    more.textContent = `${Math.min(PAGE, list.length - built)} more of ${list.length}`;
    more.hidden = built >= list.length;
  };
  box.append(more);
  more.addEventListener('click', add);
  add();
}

function show(row) {
  const box = row.querySelector('.calls');
  const list = calls[row.dataset.label];
  if (!box || !list || box.dataset.built) return;
  box.dataset.built = 'yes';
  fill(box, list);
}

for (const row of document.querySelectorAll('.check')) {
  row.addEventListener('toggle', () => row.open && show(row));
  if (row.open) show(row);
}
