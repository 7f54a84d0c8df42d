mod draws;
mod simulate;
mod standings;
