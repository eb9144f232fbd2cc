// Wagtail begins its choosers of days and times by scripts inside the page, which our policy refuses: begun here instead.
const BEGIN = { date: "initDateChooser", datetime: "initDateTimeChooser", time: "initTimeChooser" };

document.addEventListener("DOMContentLoaded", () => {
  for (const one of document.querySelectorAll("[data-chooser]")) {
    window[BEGIN[one.dataset.chooser]]?.(one.dataset.for, JSON.parse(one.dataset.config));
  }
});
