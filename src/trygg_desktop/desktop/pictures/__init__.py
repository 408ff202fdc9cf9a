"""The parts of the page Lägesbild: what the city and the police draw up together, district by district."""
