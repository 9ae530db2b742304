const timeline = document.querySelector("#channel-timeline");
const list = document.querySelector("#channel-message-list");

// The newest message: the page opens there, and goes there when one arrives.

let follows = true;
let newest;

function scrollToEnd() {
  if (follows) timeline.scrollTop = timeline.scrollHeight;
}

function followNewMessage() {
  const last = [...list.querySelectorAll("[data-message-id]")].at(-1)?.dataset.messageId;
  if (last === newest) return;
  newest = last;
  follows = true;
  scrollToEnd();
}

for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) { // the user may scroll
  timeline.addEventListener(kind, () => { follows = false; }, { passive: true });
}
timeline.addEventListener("scroll", scrollToEnd, { passive: true }); // SimCord scrolls too
const sizes = new ResizeObserver(() => requestAnimationFrame(scrollToEnd));
sizes.observe(list);
sizes.observe(timeline);

// The menu of a message: "⋯" beside its actions, or the right mouse button.

const menu = document.createElement("div");
menu.className = "message-menu";
menu.popover = "auto"; // closes on Escape and on a click elsewhere
menu.setAttribute("role", "menu");
menu.setAttribute("aria-label", "Apps");
document.body.append(menu);

/** Return the commands in the menu; `choice` names a command and the message it is for. */
async function requestCommands(choice = {}) {
  const response = await fetch("/api/action", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-Simcord-Capability": location.hash.slice(1),
      "X-Simcord-Context": window.simcordPreview.contextId,
    },
    body: JSON.stringify({ kind: "message_menu", ...choice }),
  });
  return response.ok ? (await response.json()).commands : [];
}

async function openMenu(message, x, y) {
  const commands = await requestCommands();
  menu.replaceChildren(...commands.map((command) => createItem(command, message)));
  menu.showPopover();
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - menu.offsetHeight - 8))}px`;
  menu.querySelector("button")?.focus();
}

function createItem(command, message) {
  const item = document.createElement("button");
  item.type = "button";
  item.setAttribute("role", "menuitem");
  item.textContent = command;
  item.addEventListener("click", () => {
    menu.hidePopover();
    void requestCommands({ command, message: message.dataset.messageId });
  });
  return item;
}

/** Return the message that an element is in. A private one has no menu, as in Discord. */
function messageAt(element) {
  const message = element.closest("[data-message-id]");
  return message?.querySelector(".message-ephemeral-note") ? null : message;
}

function addButtons() {
  for (const actions of list.querySelectorAll(".message-context-actions")) {
    if (actions.querySelector(".message-menu-button") || !messageAt(actions)) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "message-action-button message-menu-button";
    button.textContent = "⋯";
    button.title = "Apps";
    button.setAttribute("aria-label", "Apps");
    button.setAttribute("aria-haspopup", "menu");
    actions.append(button);
  }
}

list.addEventListener("click", (event) => {
  const button = event.target.closest(".message-menu-button");
  if (!button) return;
  const { left, bottom } = button.getBoundingClientRect();
  void openMenu(messageAt(event.target), left, bottom + 4);
});
list.addEventListener("contextmenu", (event) => {
  const message = messageAt(event.target);
  if (!message) return;
  event.preventDefault();
  void openMenu(message, event.clientX, event.clientY);
});
menu.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const items = [...menu.children];
  const next = items.indexOf(document.activeElement) + step;
  items[(next + items.length) % items.length]?.focus();
});

function update() {
  followNewMessage();
  addButtons();
}
new MutationObserver(update).observe(list, { childList: true, subtree: true });
update();
