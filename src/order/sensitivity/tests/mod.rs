mod flips;
mod formulas;
