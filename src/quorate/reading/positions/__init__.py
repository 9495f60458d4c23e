"""Where does a report say that actors stand?"""

from quorate.reading.positions.positions import find_positions, prediction_rows

__all__ = ["find_positions", "prediction_rows"]
