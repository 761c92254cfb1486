// Buttons that copy the block that follows them.
for (const button of document.querySelectorAll('button.copy')) {
  button.hidden = false;
  button.addEventListener('click', async event => {
    // inside of a summary a click would open or close it
    event.preventDefault();
    const pre = button.parentElement.nextElementSibling;
    const done = await copied(pre);
    button.textContent = done ? 'copied' : 'select and copy by hand';
    setTimeout(() => {
      button.textContent = 'copy';
    }, 1500);
  });
}

/** Pages that came over plain HTTP have no clipboard; there the old command may still work. */
async function copied(pre) {
  try {
    await navigator.clipboard.writeText(pre.textContent);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = pre.textContent;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
