"use strict";
const tabs = [...document.querySelectorAll("[role=tab]")];
const views = tabs.map((tab) => document.getElementById(tab.getAttribute("aria-controls")));
function show(index, focus) {
  tabs.forEach((tab, i) => {
    tab.setAttribute("aria-selected", String(i === index));
    tab.tabIndex = i === index ? 0 : -1;
    views[i].hidden = i !== index;
  });
  if (focus) tabs[index].focus();
}
document.querySelector("[role=tablist]").hidden = false;
tabs.forEach((tab, i) => {
  tab.addEventListener("click", () => {
    show(i, false);
    history.replaceState(null, "", "#/" + tab.getAttribute("aria-controls"));
  });
  tab.addEventListener("keydown", (event) => {
    const last = tabs.length - 1;
    const to = { ArrowRight: i === last ? 0 : i + 1, ArrowLeft: i === 0 ? last : i - 1, Home: 0, End: last }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      show(to, true);
    }
  });
});
show(Math.max(0, tabs.findIndex((tab) => "#/" + tab.getAttribute("aria-controls") === location.hash)), false);

const nodes = [...document.querySelectorAll(".node")];
const edges = [...document.querySelectorAll(".edge")];
function highlight(id) {
  const near = new Set([id]);
  edges.forEach((edge) => {
    const { from, to } = edge.dataset;
    if (from === id || to === id) near.add(from).add(to);
  });
  nodes.forEach((node) => node.classList.toggle("dim", id !== null && !near.has(node.dataset.id)));
  edges.forEach((edge) => edge.classList.toggle("dim", id !== null && edge.dataset.from !== id && edge.dataset.to !== id));
}
nodes.forEach((node) => {
  node.addEventListener("mouseenter", () => highlight(node.dataset.id));
  node.addEventListener("focus", () => highlight(node.dataset.id));
  node.addEventListener("mouseleave", () => highlight(null));
  node.addEventListener("blur", () => highlight(null));
});

const slider = document.getElementById("round");
const told = document.getElementById("round-told");
const play = document.getElementById("play");
const messages = [...document.querySelectorAll(".chat li")];
let timer = 0;
function until(round) {
  slider.value = String(round);
  told.textContent = "Round " + round + " of " + slider.max;
  messages.forEach((message) => (message.hidden = Number(message.dataset.round) > round));
}
function stop() {
  clearInterval(timer);
  timer = 0;
  play.textContent = "Play";
}
if (slider) {
  document.querySelector(".controls").hidden = false;
  slider.addEventListener("input", () => {
    stop();
    until(Number(slider.value));
  });
  play.addEventListener("click", () => {
    if (timer) {
      stop();
      return;
    }
    if (slider.value === slider.max) until(Number(slider.min));
    play.textContent = "Pause";
    timer = setInterval(() => {
      if (slider.value === slider.max) stop();
      else {
        until(Number(slider.value) + 1);
        const shown = messages.filter((message) => !message.hidden);
        if (shown.length) shown[shown.length - 1].scrollIntoView({ block: "nearest" });
      }
    }, 700);
  });
  until(Number(slider.max));
}
