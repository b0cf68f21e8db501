/* Søket i sakene: viser de sakene på siden der hvert ord som er skrevet, begynner et ord i saken.
   Alt som det søkes i, står på siden fra før, så søket virker uten tjener og uten nett. */
"use strict";
(() => {
  /* Store og små bokstaver, aksenter og æ, ø og å er like: «oppfolging» finner «oppfølging». */
  const plain = (text) => text.toLowerCase().replace(/æ/g, "ae").replace(/ø/g, "o").replace(/å/g, "a")
    .normalize("NFD").replace(/\p{M}/gu, "");
  const words = (text) => plain(text).match(/[\p{L}\p{N}]+/gu) || [];

  const form = document.getElementById("sok");
  const field = document.getElementById("ord");
  const count = document.getElementById("antall");
  const meetings = [...document.querySelectorAll(".saksmøte")].map((section) => ({
    section,
    cases: [...section.querySelectorAll(".treff > li")].map((item) => ({
      item,
      /* Hver del for seg: ellers blir det siste ordet i tittelen og det første i vedtaket ett ord. */
      text: [section.querySelector("h3"), ...item.childNodes].map((part) => " " + words(part.textContent).join(" ")).join(""),
    })),
  }));
  const years = [...document.querySelectorAll(".saksår")];

  const search = () => {
    const wanted = words(field.value);
    let found = 0;
    for (const { section, cases } of meetings) {
      let here = 0;
      for (const { item, text } of cases) {
        const hit = wanted.every((word) => text.includes(" " + word));
        item.hidden = !hit;
        here += hit ? 1 : 0;
      }
      section.hidden = here === 0;
      found += here;
    }
    for (const year of years) year.hidden = !year.querySelector(".saksmøte:not([hidden])");
    const say = found === 0 ? "ingen" : found === 1 ? "ett" : "flere";
    count.textContent = wanted.length ? form.dataset[say].replace("{}", found) : "";
  };

  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search();
  });
  field.value = new URLSearchParams(location.search).get("q") || "";
  form.hidden = false;
  search();
})();
