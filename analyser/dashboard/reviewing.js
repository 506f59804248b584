// Buttons and keys of reviews. A card is <article class="quote"> with a <div class="review"> in it.
// Keys work within a card that has the focus; on a page of one card, wherever nothing is typed.
const STORED = "analyser reviewer";
const KEYS = {r: "right", w: "wrong", o: "other", n: "unrelated", t: "note", z: "undo", s: "skip"};

export default function (component) {
  const { data, setTriggerValue, setStateValue } = component;
  if (data.reviewer) {
    localStorage.setItem(STORED, data.reviewer);
  } else if (localStorage.getItem(STORED)) {
    setStateValue("reviewer", localStorage.getItem(STORED));
  }
  const say = (group, verdict) => {
    group.setAttribute("aria-busy", "true"); // until the page is drawn anew, or a dialogue closed
    setTimeout(() => group.removeAttribute("aria-busy"), 4000);
    const { contribution, measure } = group.dataset;
    setTriggerValue("verdict", { verdict, contribution, measure });
  };
  const onClick = (event) => {
    const button = event.target.closest("button[data-verdict]");
    if (button) {
      say(button.closest(".review"), button.dataset.verdict);
    }
  };
  const onKey = (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable], [role=dialog]");
    const verdict = KEYS[event.key];
    if (typing || !verdict || event.ctrlKey || event.metaKey || event.altKey || event.repeat) {
      return;
    }
    const here = event.target.closest("article.quote") ?? document.querySelector(".quote.alone");
    const group = here?.querySelector(".review:not([aria-busy])");
    if (group?.querySelector(`button[data-verdict=${verdict}]`)) {
      event.preventDefault();
      say(group, verdict);
    }
  };
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  document.documentElement.dataset.reviewing = "ready";
  return () => {
    delete document.documentElement.dataset.reviewing;
    document.removeEventListener("click", onClick);
    document.removeEventListener("keydown", onKey);
  };
}
