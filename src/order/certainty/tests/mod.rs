mod draws;
mod simulate;
