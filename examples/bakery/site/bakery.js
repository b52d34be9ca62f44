// What the ovens are doing, at the foot of each page. Everything works without it.

const hour = new Date().getHours();
const ovens = hour < 3 ? "The ovens rest." : hour < 10 ? "The ovens are hot." : "The ovens are cooling down.";
document.querySelector(".foot p")?.append(` · ${ovens}`);
